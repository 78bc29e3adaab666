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
