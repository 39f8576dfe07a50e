/* Buttons that copy the text they stand beside. Without this script the text can be selected with one click. */
"use strict";
document.querySelectorAll("button[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy);
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(from.textContent);
    } else {
      const range = document.createRange();
      range.selectNodeContents(from);
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand("copy");
    }
    const words = button.textContent;
    button.textContent = button.dataset.done;
    document.getElementById("copied").textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
});
