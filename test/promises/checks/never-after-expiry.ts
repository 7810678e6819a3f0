import { type IndexedHistory, isDone } from '../indexed-history.ts'

/** I2: never at or after its expiry, by the server's clock, whether or not the record has been swept. */
export function neverAfterExpiry({ calls, issued }: IndexedHistory): string[] {
  return calls.flatMap((call) => {
    const key = call.key === undefined ? undefined : issued.get(call.key)
    if (key === undefined || !isDone(call) || call.at < key.expiresAt) return []
    return `I2: ${call.step} took the ${key.action} key ${key.key} ${call.at - key.expiresAt} ms after its expiry.`
  })
}
