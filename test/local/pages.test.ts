import { expect, test } from 'vitest'
import { buildPages } from '../../local/pages.ts'

const pages = await buildPages()
const text = (path: string): string => {
  const page = pages.find((candidate) => candidate.path === path)
  if (page === undefined) throw new Error(`no page at ${path}`)
  return new TextDecoder().decode(page.body)
}

test('the local run has a window, both ends of the chat, and the page that links point to', () => {
  const html = pages.filter(({ contentType }) => contentType.startsWith('text/html')).map(({ path }) => path)
  expect(html.toSorted()).toEqual(['/', '/demo/agent', '/demo/visitor', '/form'])
})

test('every file that a page names is one of the pages', () => {
  const paths = new Set(pages.map(({ path }) => path))
  for (const { path, contentType } of pages) {
    if (!contentType.startsWith('text/html')) continue
    const named = [...text(path).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    expect(named.length).toBeGreaterThan(2)
    for (const address of named) expect(paths).toContain(address)
  }
})

test('nothing inline, nothing from elsewhere: the policy says so and the pages keep to it', () => {
  for (const { path, headers, contentType } of pages) {
    const policy = headers['Content-Security-Policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers['Cache-Control']).toBe('no-store')
    expect(headers['Referrer-Policy']).toBe('no-referrer')
    expect(headers['X-Content-Type-Options']).toBe('nosniff')
    if (!contentType.startsWith('text/html')) continue
    expect(text(path)).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|https?:/)
  }
})

test('the visitor’s script carries only the half that seals, the agent’s only the half that opens', () => {
  const opens = 'This sealed answer cannot be opened with this key.'
  const seals = 'the answer cannot be sealed'
  expect(text('/demo/agent.js')).toContain(opens)
  expect(text('/demo/agent.js')).not.toContain(seals)
  expect(text('/demo/form.js')).toContain(seals)
  expect(text('/demo/form.js')).not.toContain(opens)
})
