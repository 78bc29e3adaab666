/**
 * Hands the article on: the system's own share sheet, or the address into the clipboard.
 * Shows nothing where the browser can do neither.
 *
 *   <share-link data-url="https://…" data-title="…" data-label="Teilen" data-done="Kopiert"></share-link>
 */
class ShareLink extends HTMLElement {
  connectedCallback() {
    if (this.firstChild || !(navigator.share || navigator.clipboard)) return;
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => this.share(button));
    this.setAttribute("aria-live", "polite");
    this.append(button);
  }

  async share(button) {
    const { url, title } = this.dataset;
    try {
      if (navigator.share) await navigator.share({ url, title });
      else {
        await navigator.clipboard.writeText(url);
        button.textContent = this.dataset.done;
      }
    } catch {
      return; // The reader closed the sheet, or the browser said no: nothing is lost.
    }
  }
}
customElements.define("share-link", ShareLink);
