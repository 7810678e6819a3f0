/** A web server for the two pages, and the endpoint that gives the agent’s page its access tokens. Node 20 or later. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const { SEALFORM = 'http://127.0.0.1:8787', PORT = '3000' } = process.env
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }
const contentSecurityPolicy = `default-src 'self'; script-src 'self' ${SEALFORM}; frame-src ${SEALFORM}`

/** Replace this by the access token in the session of the signed-in agent. `/dev/token` exists in the local run only. */
const agentToken = async () => {
  const body = JSON.stringify({ siteId: 'acme', subject: 'agent-7', profile: 'agent' })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${SEALFORM}/dev/token`, { method: 'POST', headers, body })
  return (await response.json()).accessToken
}

createServer(async ({ method, url = '' }, response) => {
  if (method === 'POST' && url === '/api/agent-token') {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    return response.end(JSON.stringify({ accessToken: await agentToken() }))
  }
  const [, name, type] = /^\/(agent|visitor|style)\.(html|js|css)$/.exec(url) ?? []
  const file = name && (await readFile(new URL(`${name}.${type}`, import.meta.url), 'utf8').catch(() => undefined))
  if (file === undefined) return response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[type], 'content-security-policy': contentSecurityPolicy })
  response.end(file.replaceAll('https://forms.example.com', SEALFORM))
}).listen(Number(PORT), 'localhost', () => console.log(`http://localhost:${PORT}/agent.html and /visitor.html`))
