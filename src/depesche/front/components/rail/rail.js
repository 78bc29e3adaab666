/**
 * The newest entries of the ticker beside an article, on wide pages only. Without it, or where
 * they cannot be fetched, the link to the ticker stays.
 *
 *   <ticker-rail data-src="/ticker/leiste/"><a href="/ticker/">Zum Newsticker</a></ticker-rail>
 */
const own = window.trustedTypes?.createPolicy("depesche", { createHTML: (html) => html });

class TickerRail extends HTMLElement {
  connectedCallback() {
    this.wide = matchMedia("(min-width: 84rem)");
    this.wide.addEventListener("change", () => this.fill(), { once: true });
    this.fill();
  }

  async fill() {
    if (!this.wide.matches || this.filled) return;
    this.filled = true;
    try {
      const answer = await fetch(this.dataset.src, { credentials: "omit" });
      if (answer.ok) this.show(await answer.text());
    } catch {
      this.filled = false; // Offline: the link is still there.
    }
  }

  /** The paper's own page, rendered and cleaned by the server, from the paper's own address. */
  show(html) {
    const parsed = new DOMParser().parseFromString(own?.createHTML(html) ?? html, "text/html");
    const rail = parsed.querySelector(".rail");
    if (rail) this.replaceChildren(rail);
  }
}
customElements.define("ticker-rail", TickerRail);
