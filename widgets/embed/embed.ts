/** `/embed.js`: registers `<secure-form>`, once, however often a page loads it. */
import { SecureForm } from './secure-form.ts'

if (customElements.get('secure-form') === undefined) customElements.define('secure-form', SecureForm)
