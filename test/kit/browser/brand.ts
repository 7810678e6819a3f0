/**
 * Starts the service in memory and a server for brands' pages. The server responds under two host names of this machine, which are
 * two origins. Only pages from the first origin may embed the pages of the tests' sites.
 */
import { createServer } from 'node:http'
import type { VirtualClock } from '../../../local/memory/clock.ts'
import { startMemoryService } from '../service.ts'
import { newSite } from '../site.ts'

export interface BrandPages {
  readonly listedOrigin: string
  readonly unlistedOrigin: string
  /** Adds a page to the brand's server and returns its path. */
  put(path: string, body: string, headers?: Readonly<Record<string, string>>): string
}

const startBrandPages = async () => {
  const pages = new Map<string, { readonly html: string; readonly headers: Readonly<Record<string, string>> }>()
  const server = createServer(({ url = '/' }, response) => {
    const page = pages.get(url.split('?')[0] ?? '')
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.html ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const brand: BrandPages = {
    listedOrigin: `http://localhost:${port}`,
    unlistedOrigin: `http://127.0.0.1:${port}`,
    put(path, body, headers = {}) {
      const html = `<!doctype html><html lang="en"><title>Brand</title><link rel="icon" href="data:,"><body>${body}`
      pages.set(path, { html, headers })
      return path
    },
  }
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { brand, close }
}

/**
 * Returns a brand's page with the elements in `body`. It records all events in `received` and all window messages in `messages`.
 */
export const embedding = (serviceOrigin: string, body: string): string => `
  <script>
    window.received = []
    window.messages = []
    addEventListener('message', ({ data, origin }) => messages.push({ data, origin }))
    const events = ['opened', 'progress', 'submitted', 'declined', 'expired', 'error', 'sent', 'retrieved', 'signed-out']
    const listen = (element) => {
      for (const event of events) element.addEventListener(event, ({ detail }) => received.push({ event, ...detail }))
    }
  </script>
  <script type="module" src="${serviceOrigin}/embed.js"></script>
  <script type="module" src="${serviceOrigin}/agent.js"></script>
  ${body}`

interface PanelOnPage {
  readonly siteId: string
  readonly conversationId: string
  /** The expression for the function that provides access tokens. */
  readonly accessToken: string
  /** More of the page, between the panel and the script. */
  readonly beside?: string
}

/** Returns the markup for `embedding` that shows an agent's panel. */
export const panelMarkup = ({ siteId, conversationId, accessToken, beside = '' }: PanelOnPage): string => `
  <secure-form-agent site="${siteId}" conversation="${conversationId}"></secure-form-agent>
  ${beside}<script>
    const panel = document.querySelector('secure-form-agent')
    panel.accessToken = ${accessToken}
    listen(panel)
  </script>`

export const startBrand = async (clock: VirtualClock) => {
  const service = await startMemoryService({ clock })
  const { brand, close: closeBrand } = await startBrandPages()
  return {
    service,
    brand,
    /** Creates a site whose pages the brand may embed, and its administrator. */
    async newBrandSite(settings: object = {}) {
      const site = await newSite(service)
      const administrator = await site.signIn('administrator', 'ada')
      const body = { name: 'Acme', embeddingOrigins: [brand.listedOrigin], ...settings }
      await administrator.reply('patch-site', { body })
      return { ...site, administrator }
    },
    async close() {
      closeBrand()
      await service.close()
    },
  }
}
