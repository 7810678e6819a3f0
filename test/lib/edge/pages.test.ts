import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pageHeaders } from '../../../lambdas/core/page-policy.ts'
import { type BuiltPages, buildPages } from '../../../lib/edge/pages/build-pages.ts'
import { inDocument, inventoryPath } from '../../../lib/edge/pages/inventory.ts'
import { pageList } from '../../../lib/edge/pages/page-list.ts'

const built = await buildPages()
const documents = Object.entries(built.documents)

const bodyOf = (path: string): Uint8Array => {
  const file = built.files.find((candidate) => candidate.path === path)
  if (file === undefined) throw new Error(`no file at ${path}`)
  return file.body
}
const text = (path: string) => new TextDecoder().decode(bodyOf(path))
const sha384 = (body: Uint8Array) => `sha384-${createHash('sha384').update(body).digest('base64')}`

describe('the pages', () => {
  test('are exactly those in the list of pages, each with a document', () => {
    expect(documents.map(([page]) => page)).toEqual(pageList.map(({ name }) => name))
    expect(documents.length).toBeGreaterThan(0)
  })

  test.each(documents)(
    'include %s, which refers only to files of the build, and has a hash for each script',
    (_, html) => {
      const tags = html.match(/<(script|link)\b[^>]*>/g) ?? []
      expect(tags.length).toBeGreaterThanOrEqual(2)
      for (const tag of tags) {
        const path = /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? ''
        const body = bodyOf(path)
        if (path.endsWith('.svg')) continue
        expect(tag).toContain(` integrity="${sha384(body)}"`)
        expect(tag).toContain(' crossorigin="anonymous"')
      }
    },
  )

  test.each(documents)('include %s, which has no inline script and nothing from another origin', (_, html) => {
    const [style = ''] = /<style>[^<]*/.exec(html) ?? []
    expect(html.replace(style, '')).not.toMatch(/<script(?![^>]* src=)|\son\w+=|\sstyle=|https?:|javascript:/)
    // The images in a style sheet are part of it.
    expect(style).not.toMatch(/@import|url\((?!["']?data:)/)
  })

  test.each(documents)(
    'include %s with its style sheet, which is the only one that its policy allows',
    (page, html) => {
      const [style, ...more] = [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, content = '']) => content)
      const hash = `sha256-${createHash('sha256')
        .update(style ?? '')
        .digest('base64')}`
      expect([more, pageHeaders(html, [])['Content-Security-Policy']]).toEqual([
        [],
        expect.stringContaining(`; style-src '${hash}';`),
      ])
      const listed = built.inventory.filter(({ kind }) => kind === 'style').find((entry) => entry.page === page)
      expect(listed).toMatchObject({ path: inDocument, integrity: hash, bytes: Buffer.byteLength(style ?? '') })
      expect(html).not.toContain('stylesheet')
    },
  )

  test('are byte-for-byte identical when they are built again', async () => {
    const flat = ({ files, documents }: BuiltPages) => [
      documents,
      files.map(({ path, body, cacheControl }) => [path, cacheControl, sha384(body)]),
    ]
    expect(flat(await buildPages())).toEqual(flat(built))
  })

  test('are cached permanently only if the file name contains the hash of the content', () => {
    for (const { path, body, cacheControl } of built.files) {
      const inName = path.includes(createHash('sha256').update(body).digest('hex').slice(0, 16))
      expect([path, cacheControl.includes('immutable')]).toEqual([path, inName])
    }
  })

  test('have an inventory that gives the reason for every script and style', () => {
    const files = built.inventory.filter(({ path }) => path !== inDocument)
    const listed = files.map(({ path }) => path).sort()
    const shipped = built.files.map(({ path }) => path).filter((path) => /\.(js|css)$/.test(path))
    expect(listed).toEqual(shipped.sort())
    for (const { path, integrity, bytes } of files) {
      expect([path, integrity, bytes]).toEqual([path, sha384(bodyOf(path)), bodyOf(path).byteLength])
    }
    for (const { purpose } of built.inventory) {
      expect(purpose).toMatch(/^[A-Z].{10,}\.$/)
    }
    expect(JSON.parse(text(inventoryPath))).toEqual({ scripts: built.inventory })
  })
})

describe('a page’s headers', () => {
  const policyOf = (origins: readonly string[]) => pageHeaders('', origins)['Content-Security-Policy'] ?? ''

  test('allow no script from another origin, no markup from strings, and no styles but the document’s', () => {
    const policy = policyOf(['https://chat.example.com'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'none'; connect-src 'self'")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('allow framing only by the given origins, or by none', () => {
    expect(policyOf(['https://chat.example.com', 'https://desk.example.com'])).toContain(
      'frame-ancestors https://chat.example.com https://desk.example.com;',
    )
    expect(policyOf([])).toContain("frame-ancestors 'none';")
  })
})

test('the visitor’s script contains the code that seals answers, but not the code that opens them', () => {
  const script = built.inventory.find(({ page, kind }) => page === 'visitor' && kind === 'script')
  expect(text(script?.path ?? '')).toContain('the answer cannot be sealed')
  expect(text(script?.path ?? '')).not.toContain('This sealed answer cannot be opened with this key.')
})
