/** A bare Node server that stores one secret in memory: create, open, submit, and retrieve, which releases it once. */
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { encryptAndDecrypt } from '../floor.ts'
import { reportUsage } from './report-usage.ts'

const forms = new Map<string, { answers?: unknown }>()

const answer = (path: string, body: string): unknown => {
  const { formId = randomUUID(), key = '', answers } = JSON.parse(body)
  createHash('sha256').update(String(key)).digest()
  if (path === '/create') forms.set(formId, {})
  if (path === '/submit') forms.set(formId, { answers: encryptAndDecrypt(answers) })
  const form = forms.get(formId)
  if (path === '/retrieve') forms.delete(formId)
  return { formId, ...form }
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer(request.url ?? '', Buffer.concat(chunks).toString())))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  reportUsage({ origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` })
})
process.once('disconnect', () => {
  server.close()
  server.closeAllConnections()
})
