/**
 * The styles in the shadow tree of an embedding element. A constructed style sheet needs no `style-src` in the brand's Content
 * Security Policy.
 */

/** The scroll target is positioned, so the frame must also be positioned. Otherwise the target would cover it. */
const style = `
  :host { display: block; position: relative; min-height: 4rem; }
  :host([hidden]), [hidden] { display: none !important; }
  iframe { display: block; position: relative; width: 100%; height: 100%; min-height: inherit; border: 0; color-scheme: normal; }
  span { position: absolute; inset-inline-start: 0; width: 1px; height: 1px; scroll-margin-block-start: 1rem; pointer-events: none; forced-color-adjust: none; }
  .loading { position: absolute; inset: 0; padding: 12px 16px; color: inherit; opacity: 0.8; font: 0.875rem / 1.5 var(--secure-form-font, system-ui, sans-serif); }
  .loading ~ iframe { visibility: hidden; }
  .fallback {
    box-sizing: border-box; padding: 12px 16px; overflow-wrap: anywhere;
    border: 1px solid color-mix(in srgb, CanvasText 30%, Canvas);
    border-inline-start: 4px solid var(--secure-form-accent, #0b57d0);
    border-radius: var(--secure-form-radius, 8px);
    background: Canvas; color: CanvasText;
    font: 1rem / 1.5 var(--secure-form-font, system-ui, sans-serif);
  }
  :host([color-scheme="light"]) .fallback { color-scheme: light; }
  :host([color-scheme="dark"]) .fallback { color-scheme: dark; }
  p { margin: 0; }
  a { display: inline-flex; align-items: center; min-height: 44px; color: LinkText; }
  a:focus-visible { outline: 3px solid; outline-offset: 2px; }
`

export const createStyleSheet = (): CSSStyleSheet => {
  const styleSheet = new CSSStyleSheet()
  styleSheet.replaceSync(style)
  return styleSheet
}
