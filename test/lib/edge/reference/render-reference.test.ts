import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../../../contracts/documentation/openapi.ts'
import { protocol } from '../../../../contracts/protocol.ts'
import { markdown } from '../../../../lib/edge/pages/reference/html.ts'
import { operationsOf } from '../../../../lib/edge/pages/reference/operation-html.ts'
import { referenceFiles } from '../../../../lib/edge/pages/reference/reference-files.ts'

const { files } = await referenceFiles()
const bodyOf = (path: string) => new TextDecoder().decode(files.find((file) => file.path === path)?.body)
const html = bodyOf('/docs')
const idsIn = (text: string) => [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)

describe('the reference', () => {
  test('explains every step, every schema and the messages', () => {
    const ids = new Set(idsIn(html))
    for (const name of Object.keys(protocol)) expect([name, ids.has(name)]).toEqual([name, true])
    const { components } = JSON.parse(JSON.stringify(openApiDocument()))
    const asyncApi = JSON.parse(bodyOf('/asyncapi.json'))
    for (const name of Object.keys({ ...components.schemas, ...asyncApi.components.schemas }))
      expect([name, ids.has(`schema-${name}`)]).toEqual([name, true])
    expect(operationsOf(openApiDocument()).length).toBe(Object.keys(protocol).length + 1)
  })

  test('has each id once, and a target for each link within the page', () => {
    const ids = idsIn(html)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target = '']) => target)
    expect(targets.length).toBeGreaterThan(200)
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })

  test('has no script, no inline style, and nothing from another origin', () => {
    expect(html).not.toMatch(/<script|<style|<iframe|<img|\son\w+=|\sstyle=|javascript:/)
    const addresses = [...html.matchAll(/(?:href|src)="([^#"][^"]*)"/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThan(3)
    expect(addresses.filter((address) => !address.startsWith('/'))).toEqual([])
    expect(html).toMatch(
      /<link rel="stylesheet" href="\/assets\/reference\.[0-9a-f]{16}\.css" integrity="sha384-[^"]+" crossorigin="anonymous">/,
    )
  })

  test('is a file with a policy that allows no script and no frame', () => {
    const page = files.find(({ path }) => path === '/docs')
    expect(page?.contentType).toBe('text/html; charset=utf-8')
    expect(page?.headers['Content-Security-Policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
  })
})

describe('the Markdown of the descriptions', () => {
  const linkOf = (name: string) => (name === 'send-form' ? '#send-form' : undefined)

  test.each([
    ['One & two.', '<p>One &#38; two.</p>'],
    [
      'Call `send-form` or `<b>`.',
      '<p>Call <a href="#send-form"><code>send-form</code></a> or <code>&#60;b&#62;</code>.</p>',
    ],
    ['- one\n- **two**', '<ul><li>one</li><li><strong>two</strong></li></ul>'],
    [
      'Press *Send*.\n\nSee [it](/asyncapi.json).',
      '<p>Press <em>Send</em>.</p>\n<p>See <a href="/asyncapi.json">it</a>.</p>',
    ],
    ['[it](javascript:1)', '<p>[it](javascript:1)</p>'],
  ])('of %o is %s', (text, expected) => {
    expect(markdown(text, linkOf)).toBe(expected)
  })
})
