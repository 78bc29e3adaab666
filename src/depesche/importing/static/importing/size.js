/**
 * Says that a file is too large before it is sent: the server breaks off what is far too large,
 * and its answer is a bare line.
 *
 *   <input type="file" data-largest="5000000" data-too-large="The file is too large.">
 */
for (const field of document.querySelectorAll("input[type=file][data-largest]")) {
  field.addEventListener("change", () => {
    const { largest, tooLarge } = field.dataset;
    const fits = [...field.files].every((file) => file.size <= Number(largest));
    field.setCustomValidity(fits ? "" : tooLarge);
    field.reportValidity();
  });
}
