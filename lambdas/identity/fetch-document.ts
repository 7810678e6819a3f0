/** Fetches the documents of issuers: their keys and their discovery documents. */
import { get as httpsGet } from 'node:https'

/** Fetches the bytes of a document. Rejects if it is not available. */
export type FetchDocument = (address: string) => Promise<ArrayBuffer>

/** Two documents with two attempts each must fit into the authorizer's timeout of 8 seconds. */
const attemptMs = 1_700

/** Large providers publish less than 50 KB of keys. */
export const maxDocumentBytes = 256 * 1024

/**
 * Returns a function that fetches over HTTPS, with a timeout, a size limit and one retry. It follows no redirects,
 * because the issuer's own address must answer.
 * @param get by default `get` of `node:https`, which refuses any other protocol
 */
export const documentFetcher = (get: typeof httpsGet = httpsGet): FetchDocument => {
  const attempt = (address: string): Promise<ArrayBuffer> =>
    new Promise((resolve, reject) => {
      const options = { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(attemptMs) }
      get(address, options, (response) => {
        if (response.statusCode === 200) {
          collect(response).then(resolve, reject)
          return
        }
        response.destroy()
        reject(new Error('the status is not 200'))
      }).on('error', reject)
    })
  return (address) => attempt(address).catch(() => attempt(address))
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<ArrayBuffer> {
  const collected: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > maxDocumentBytes) throw new Error('the document is too large')
    collected.push(chunk)
  }
  return new Uint8Array(Buffer.concat(collected)).buffer
}
