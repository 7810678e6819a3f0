/** Checks that the firewall refuses a body that exceeds the contract's limit before the request reaches the API. */
import { refusals } from '../../../contracts/problem.ts'
import { protocol } from '../../../contracts/protocol.ts'
import { edgeRegion } from '../../../lib/regions.ts'
import { edgeFirewallLogGroupNameOf } from '../../../lib/stage-names.ts'
import { no, type Proof, until, yes } from '../proof.ts'

const tooLong = 'x'.repeat(80_000)

export const edgeFirewall: Proof = {
  id: 'edge-firewall',
  async run(context) {
    const { stage, origin, account, fetch, now } = context
    const start = now()
    const { status, headers } = await fetch(new URL(protocol['open-form'].path, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: tooLong,
    })
    const byFirewall = status === refusals['too-large'].status && !headers.has('x-request-id')
    if (!byFirewall) return no('The service itself answered.', { status })
    const lines = await until(context, async () => {
      const found = await account.logLines(edgeFirewallLogGroupNameOf(stage), start, edgeRegion)
      return found > 0 ? found : undefined
    })
    return lines === undefined
      ? no('The request was blocked, but the log has no line.', { status })
      : yes({ status, lines, seconds: Math.round((now() - start) / 1_000) })
  },
}
