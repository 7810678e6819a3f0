import { createServer, get as httpGet, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentFetcher, maxDocumentBytes } from '../../../lambdas/identity/fetch-document.ts'

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/keys': (response) => void response.end('{"keys":[]}'),
  '/moved': (response) => void response.writeHead(302, { location: '/keys' }).end(),
  '/error': (response) => void response.writeHead(500).end('{"keys":[]}'),
  '/largest': (response) => void response.end('x'.repeat(maxDocumentBytes)),
  '/too-large': (response) => void response.end('x'.repeat(maxDocumentBytes + 1)),
  '/cut-off': (response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{', () => void response.destroy())
  },
}
const requested: string[] = []
const server = createServer(({ url = '' }, response) => {
  requested.push(url)
  // The first request for this address fails, and the next one succeeds.
  if (url === '/once-down' && requested.filter((each) => each === url).length === 1) response.destroy()
  else (answers[url] ?? answers['/keys'])?.(response)
})
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => void server.close())

describe('a document of an issuer', () => {
  const fetchDocument = documentFetcher(httpGet)
  const textAt = async (path: string) => new TextDecoder().decode(await fetchDocument(`${origin}${path}`))

  test('is returned as bytes, up to the size limit', async () => {
    expect(await textAt('/keys')).toBe('{"keys":[]}')
    expect(await textAt('/largest')).toHaveLength(maxDocumentBytes)
  })

  test('is requested a second time if the first attempt fails', async () => {
    expect(await textAt('/once-down')).toBe('{"keys":[]}')
  })

  test.each(['/moved', '/error', '/too-large', '/cut-off'])('at %s is not returned', async (path) => {
    await expect(fetchDocument(`${origin}${path}`)).rejects.toThrow()
    expect(requested.filter((each) => each === path)).toHaveLength(2)
  })

  test('is fetched over HTTPS only', async () => {
    await expect(documentFetcher()(`${origin}/keys`)).rejects.toThrow(/protocol/i)
  })
})
