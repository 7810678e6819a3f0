import { describeAnswer } from '../../smoke/observation.ts'
import { isFromCloudFront, no, notShown, type Proof, yes } from '../proof.ts'

export const conditionalRequests: Proof = {
  id: 'conditional-requests',
  async run({ callers }) {
    const { administrator, driver } = await callers()
    const site = await administrator.call('get-site')
    const headers = driver.wire.replies.at(-1)?.headers ?? new Headers()
    if (!isFromCloudFront(headers)) return notShown('The replies of this run do not come from CloudFront.')
    if (site.problem !== undefined || site.etag === undefined) return no('The reply has no entity tag.')
    const body = { name: site.reply.name }
    const stale = describeAnswer(await administrator.call('patch-site', { body, ifMatch: '"stale"' }))
    const current = describeAnswer(await administrator.call('patch-site', { body, ifMatch: site.etag }))
    const seen = { stale, current }
    return stale === '412 changed-meanwhile' && current === '200'
      ? yes(seen)
      : no('A condition had another result.', seen)
  },
}
