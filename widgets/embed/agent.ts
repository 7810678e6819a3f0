/** `/agent.js`: registers `<secure-form-agent>`. A page may load it more than once. */
import { SecureFormAgent } from './secure-form-agent.ts'

if (customElements.get('secure-form-agent') === undefined) {
  customElements.define('secure-form-agent', SecureFormAgent)
}
