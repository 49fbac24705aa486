// Puts on the theme before anything is painted, so that nothing flashes. No module, and no part of the build: those come later.
(() => {
  const root = document.documentElement;
  const asksForContrast = matchMedia('(prefers-contrast: more)');

  /** What was chosen on this device by whom the pages were shown last; see src/ui/look/look.ts. */
  function chosen() {
    try {
      const person = localStorage.getItem('segue/look');
      return JSON.parse(localStorage.getItem(`segue/look/${person}`) ?? '{}').theme;
    } catch {
      return null;
    }
  }

  /** Films are judged in dim rooms, whatever the rest of the computer looks like: light is for whoever chooses it. */
  function unchosen() {
    return asksForContrast.matches ? 'contrast' : 'dark';
  }

  function dress() {
    const theme = chosen() ?? unchosen();
    if (theme === root.dataset.theme) return;
    root.dataset.theme = theme;
    // The style sheet is here by then, and what it says is asked when it has to be worked out anyway.
    requestAnimationFrame(colourBar);
  }

  /** The bar around an installed page has its colour. */
  function colourBar() {
    const ground = getComputedStyle(root).getPropertyValue('--ground-raised');
    if (ground !== '') document.querySelector('meta[name="theme-color"]').content = ground;
  }

  dress();
  addEventListener('segue-look', dress);
  // Chosen in another window.
  addEventListener('storage', dress);
  asksForContrast.addEventListener('change', dress);
})();
