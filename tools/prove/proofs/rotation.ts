/**
 * Checks that no request is refused during a rotation. A rotation takes some minutes, during which CloudFront may send
 * the old secret or the new one.
 */
import { no, type Proof, until, yes } from '../proof.ts'

export const rotation: Proof = {
  id: 'rotation',
  async run(context) {
    const { origin, account, fetch, now } = context
    const secret = await account.physicalId('front', 'AWS::SecretsManager::Secret')
    const before = await account.secretHash(secret)
    const start = now()
    await account.rotate(secret)
    let [requests, refused] = [0, 0]
    const request = async () => {
      const { status } = await fetch(new URL('/v1/openapi.json', origin))
      requests += 1
      if (status !== 200) refused += 1
    }
    const rotated = await until(context, async () => {
      await request()
      return (await account.secretHash(secret)) === before ? undefined : true
    })
    await request()
    const seen = { requests, refused, seconds: Math.round((now() - start) / 1_000) }
    if (rotated === undefined) return no('The secret did not change.', seen)
    return refused === 0 ? yes(seen) : no('A request was refused during the rotation.', seen)
  },
}
