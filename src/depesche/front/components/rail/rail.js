/**
 * The newest entries of the ticker beside an article, on wide pages only. Without it, or where
 * they cannot be fetched, the link to the ticker stays. What is parsed is the paper's own page,
 * cleaned by the server; its style sheet comes before it.
 *
 *   <ticker-rail data-src="/ticker/leiste/"><a href="/ticker/">Zum Newsticker</a></ticker-rail>
 */
const own = window.trustedTypes?.createPolicy("depesche", { createHTML: (html) => html });

class TickerRail extends HTMLElement {
  async connectedCallback() {
    if (!matchMedia("(min-width: 84rem)").matches) return;
    try {
      const html = await (await fetch(this.dataset.src)).text();
      const parsed = new DOMParser().parseFromString(own?.createHTML(html) ?? html, "text/html");
      const rail = parsed.querySelector(".rail");
      const sheet = parsed.querySelector("link");
      if (!rail) return;
      sheet.onload = () => this.replaceChildren(rail);
      document.head.append(sheet);
    } catch {
      return; // Offline: the link is still there.
    }
  }
}
customElements.define("ticker-rail", TickerRail);
