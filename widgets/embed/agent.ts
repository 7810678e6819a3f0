/** `/agent.js`: registers `<secure-form-agent>`, once, however often a page loads it. */
import { SecureFormAgent } from './secure-form-agent.ts'

if (customElements.get('secure-form-agent') === undefined) {
  customElements.define('secure-form-agent', SecureFormAgent)
}
