/** Issues tokens and unused sites of a deployed stage to end-to-end tests in another process. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import type { SignIn } from './sign-in.ts'

const TokenServerRequest = z.union([
  z.tuple([z.literal('token'), z.object({ siteId: z.string(), subject: z.string(), profile: z.string() })]),
  z.tuple([z.literal('site')]),
])

export interface TokenServer {
  readonly address: string
  close(): Promise<void>
}

export interface TokenServerSettings {
  readonly signIn: SignIn
  /** Sites that no test uses yet. */
  readonly unusedSites: readonly string[]
}

export async function startTokenServer({ signIn, unusedSites }: TokenServerSettings): Promise<TokenServer> {
  const sites = [...unusedSites]
  const answer = async (request: z.infer<typeof TokenServerRequest>): Promise<string> => {
    if (request[0] === 'token') return signIn.token(request[1])
    const site = sites.shift()
    if (site === undefined) throw new Error('all sites are used')
    return site
  }
  const server = createServer((incoming, outgoing) => {
    text(incoming)
      .then((body) => answer(TokenServerRequest.parse(JSON.parse(body))))
      .then(
        (reply) => outgoing.end(reply),
        (failure: unknown) => outgoing.writeHead(500).end(String(failure)),
      )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the token server has no port')
  return {
    address: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
