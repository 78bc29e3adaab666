/**
 * Foreign content behind a click: the link becomes a frame in its place.
 *
 *   <embed-click data-title="Die Brücke im Film"><a href="/einbettung/7/">…</a></embed-click>
 */
class EmbedClick extends HTMLElement {
  connectedCallback() {
    this.querySelector("a")?.addEventListener("click", (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      this.show(click.currentTarget.href);
    });
  }

  show(address) {
    const frame = document.createElement("iframe");
    frame.title = this.dataset.title;
    frame.allow = "fullscreen";
    frame.src = address;
    this.replaceChildren(frame);
    frame.focus();
  }
}
customElements.define("embed-click", EmbedClick);
