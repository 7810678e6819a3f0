/** `/embed.js`: registers `<secure-form>`. A page may load it more than once. */
import { SecureForm } from './secure-form.ts'

if (customElements.get('secure-form') === undefined) customElements.define('secure-form', SecureForm)
