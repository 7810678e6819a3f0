/** The demo of the local run: bundled once at its start, then looked up by path, beside the pages of the service. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { PageFile } from '../lib/edge/pages/page-file.ts'

/**
 * Nothing from elsewhere, nothing inline, no markup from strings. `frame-ancestors` keeps the pages out of other origins'
 * frames; the window's own frames are of this origin.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/** By their paths from the top of the project. */
const source = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
} as const

const page = (path: string, type: keyof typeof types, body: Uint8Array): PageFile => ({
  path,
  contentType: types[type],
  cacheControl: 'no-store',
  body,
  headers,
})

const file = async (path: string, type: keyof typeof types, name: string): Promise<PageFile> =>
  page(path, type, await readFile(source(name)))

/** One bundle for each page, so that the visitor's carries nothing of the agent's. */
const scripts = async (): Promise<readonly PageFile[]> => {
  const { outputFiles } = await build({
    entryPoints: {
      window: source('local/demo/window/page.ts'),
      agent: source('local/demo/agent/page.ts'),
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    minify: true,
    legalComments: 'none',
    outdir: 'demo',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.map(({ path, contents }) => page(`/demo/${path.split(/[\\/]/).at(-1)}`, 'js', contents))
}

/** @throws when a source does not compile. */
export const buildDemo = async (): Promise<readonly PageFile[]> => {
  const [bundles, ...files] = await Promise.all([
    scripts(),
    file('/', 'html', 'local/demo/window.html'),
    file('/demo/agent', 'html', 'local/demo/agent.html'),
    file('/demo/style.css', 'css', 'widgets/shared/style.css'),
    file('/demo/icon.svg', 'svg', 'widgets/shared/icon.svg'),
  ])
  return [...files, ...bundles]
}
