/**
 * The keys of the ticker's form: Ctrl+Enter presses the button that goes on, Ctrl+. opens or closes
 * what is more than the text. Both work without this file, with the mouse.
 *
 *   <form data-ticker-form><textarea></textarea><details data-ticker-more>…</details>
 *     <button data-ticker-go>Freigeben</button></form>
 */
const form = document.querySelector("[data-ticker-form]");
const more = form?.querySelector("[data-ticker-more]");

form?.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
  if (event.key === "Enter" && !event.repeat) {
    event.preventDefault();
    form.querySelector("[data-ticker-go]").click();
  }
  if (event.key === "." && more) {
    event.preventDefault();
    more.open = !more.open;
    if (more.open) more.querySelector("input, select, textarea")?.focus();
    else form.querySelector("textarea").focus();
  }
});

// A second press while the first is on its way would tell the news twice.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
// The browser shows a page as it was left when somebody goes back to it.
addEventListener("pageshow", () => delete form?.dataset.sent);
