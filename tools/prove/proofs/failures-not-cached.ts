import { randomUUID } from 'node:crypto'
import { isFromCloudFront, no, notShown, type Proof, yes } from '../proof.ts'

export const failuresNotCached: Proof = {
  id: 'failures-not-cached',
  async run({ origin, fetch }) {
    const missing = new URL(`/assets/prove-${randomUUID()}.js`, origin)
    await fetch(missing)
    const { status, headers } = await fetch(missing)
    if (!isFromCloudFront(headers)) return notShown('The replies of this run do not come from CloudFront.')
    // Only a response from a cache has an `Age` header (RFC 9111, section 5.1).
    const seen = { status, fromCache: headers.has('age') }
    return status >= 400 && !seen.fromCache ? yes(seen) : no('The second failure came from the cache.', seen)
  },
}
