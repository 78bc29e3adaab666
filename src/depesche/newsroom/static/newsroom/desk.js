/**
 * Gives the focus back when one of Wagtail's choosers closes. The button that opened it is hidden
 * once something is chosen, and the focus would fall to the top of a long form.
 *
 *   <div class="chooser"><div class="chosen"><button>Actions</button></div>
 *     <div class="unchosen"><button>Choose</button></div></div>
 */
let chooser = null;

const isSeen = (element) => element.getClientRects().length > 0;

document.addEventListener(
  "click",
  ({ target }) => {
    if (!target.closest(".modal")) chooser = target.closest(".chooser");
  },
  { capture: true },
);

// Bootstrap tells of its windows in jQuery's events only. What was chosen is in the page by then.
window.jQuery(document).on("hidden.bs.modal", () => {
  if (document.activeElement !== document.body) return;
  [...(chooser?.querySelectorAll("button") ?? [])].find(isSeen)?.focus();
});
