/**
 * Two buttons under a row of pictures that scrolls by itself.
 *
 *   <gallery-row data-back="Voriges Bild" data-on="Nächstes Bild">
 *     <div class="gallery__row" tabindex="0"><ul><li>…</li></ul></div>
 *   </gallery-row>
 */
class GalleryRow extends HTMLElement {
  connectedCallback() {
    const row = this.querySelector(".gallery__row");
    if (!row || this.querySelector(".gallery__keys")) return;
    const keys = document.createElement("div");
    keys.className = "gallery__keys";
    keys.append(this.key("←", this.dataset.back, () => this.turn(row, -1)));
    keys.append(this.key("→", this.dataset.on, () => this.turn(row, 1)));
    this.append(keys);
  }

  key(sign, name, press) {
    const button = document.createElement("button");
    const arrow = document.createElement("span");
    arrow.textContent = sign;
    arrow.ariaHidden = "true";
    button.className = "button";
    button.type = "button";
    button.ariaLabel = name;
    button.append(arrow);
    button.addEventListener("click", press);
    return button;
  }

  turn(row, step) {
    const way = getComputedStyle(row).direction === "rtl" ? -step : step;
    const width = row.querySelector("li").offsetWidth;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.scrollBy({ left: way * width, behavior: still ? "auto" : "smooth" });
  }
}
customElements.define("gallery-row", GalleryRow);
