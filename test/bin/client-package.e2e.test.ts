/**
 * `sealform/client` as a consumer uses it: packed, unpacked below `node_modules`, imported by plain Node, compiled
 * strictly.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startLocal } from '../../local/run.ts'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)
let folder: string
let consumer: string
let local: Awaited<ReturnType<typeof startLocal>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealform-consumer-'))
  consumer = join(folder, 'consumer')
  await run(process.execPath, [join(root, 'bin/build-client.ts')])
  await run('npm', ['pack', join(root, 'dist'), '--pack-destination', folder], { cwd: folder })
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  await mkdir(join(consumer, 'node_modules/sealform'), { recursive: true })
  await run('tar', [
    '-xzf',
    join(folder, tarball),
    '-C',
    join(consumer, 'node_modules/sealform'),
    '--strip-components',
    '1',
  ])
  await writeFile(join(consumer, 'package.json'), '{"type":"module"}')
  local = await startLocal({ port: 0, log: { write: () => {} } })
})

afterAll(async () => {
  await local?.close()
  await rm(folder, { recursive: true, force: true })
})

const backend = `
import { createClient, createSealingKey, protocol, withFingerprint } from 'sealform/client'

const origin = process.argv[2] ?? ''
const token = async (subject: string, profile: string): Promise<string> => {
  const body = JSON.stringify({ siteId: 'acme', subject, profile })
  const response = await fetch(origin + '/dev/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return (await response.json()).accessToken
}
const client = createClient({ origin })
const path = { conversationId: 'chat-' + process.pid }
const opened = await client.call(protocol['put-conversation'], { path, body: { agentId: 'agent-7' }, accessToken: await token('chat', 'chat-backend') })
const accessToken = await token('agent-7', 'agent')
const templateId = 'card-payment'
const { reply: template } = await client.call(protocol['get-template'], { path: { templateId }, accessToken })
if (template === undefined) throw new Error('no template')
const { sealingKey, fingerprint } = await createSealingKey()
const sent = await client.call(protocol['send-form'], {
  path,
  body: { templateId, templateVersion: template.version, locale: 'de', sealingKey },
  accessToken,
})
if (sent.reply === undefined) throw new Error(sent.problem.code)
const link: string = withFingerprint(sent.reply.link, await fingerprint({ template, locale: 'de' }))
const refused = await client.call(protocol['send-form'], { path, body: { templateId: 'card-payment' } })
console.log(JSON.stringify({ status: opened.reply?.status, link, refused: refused.problem?.code }))
`
/** A page that uses both elements, in the DOM and in JSX. */
const elements = `
import type {} from 'sealform/elements/react'
import type { SecureFormElement } from 'sealform/elements'

const form: SecureFormElement = document.createElement('secure-form')
form.link = 'https://forms.example.com/form/acme'
form.colorScheme = 'dark'
form.addEventListener('error', ({ detail }) => detail.code === 'unreachable')
form.addEventListener('click', () => {})
const panel = document.querySelector('secure-form-agent')
if (panel !== null) panel.accessToken = async () => undefined
panel?.addEventListener('sent', ({ detail: { link } }) => link.length)
export const chat = (
  <div>
    <secure-form link="…" lang="de" color-scheme="dark" onsubmitted={({ detail }) => detail.submissionId} />
    <secure-form-agent key="chat-123" site="acme" conversation="chat-123" accessToken={async () => 'token'} />
  </div>
)
`
/** The part of React's own types that JSX needs. */
const reactTypes = `
export interface ClassAttributes<Element> { key?: string; ref?: (element: Element | null) => void }
export interface HTMLAttributes<Element> { lang?: string; onClick?: (event: Event) => void }
export namespace JSX {
  type Element = object
  interface IntrinsicElements { div: { children?: unknown } }
}
`
/** The same program without types, as plain JavaScript. */
const asJavaScript = backend.replaceAll(/: (string|Promise<string>)/g, '')

/** Compiles a file of the consumer strictly, and returns the compiler's messages. */
const compileErrors = (...more: readonly string[]): Promise<string> => {
  const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', 'nodenext', ...more]
  const compiler = join(root, 'node_modules/ts7/bin/tsc')
  return run(process.execPath, [compiler, ...options], { cwd: consumer }).then(
    () => '',
    (failure) => String(failure.stdout),
  )
}

describe('the packed sealform/client', () => {
  test('can be imported by plain Node without dependencies, and can send a form', async () => {
    await writeFile(join(consumer, 'backend.js'), asJavaScript)
    const { stdout } = await run(process.execPath, ['backend.js', local.origin], { cwd: consumer })
    expect(JSON.parse(stdout)).toEqual({
      status: 'active',
      link: expect.stringMatching(/\/form\/acme#sfo_[\w-]{43}\.[\w-]{43}$/),
      refused: 'not-signed-in',
    })
  })

  test('has types for requests and replies, which reject incorrect code at compile time', async () => {
    for (const name of ['zod', '@hpke', '@types']) {
      await symlink(join(root, 'node_modules', name), join(consumer, 'node_modules', name))
    }
    const compile = async (source: string) => {
      await writeFile(join(consumer, 'backend.ts'), source)
      return compileErrors('--types', 'node', 'backend.ts')
    }
    expect(await compile(backend)).toBe('')
    const misspelt = backend.replace('body: { templateId, templateVersion:', 'body: { templateId, version:')
    expect(await compile(misspelt)).toMatch(/^backend\.ts\(\d+,\d+\): error TS/)
    expect(await compile(backend.replace('sent.reply.link', 'sent.reply.answers'))).toContain('TS2339')
  })

  test('has types for the embedding elements, in the DOM and in React, which reject incorrect code', async () => {
    const react = join(consumer, 'node_modules/react')
    await mkdir(react, { recursive: true })
    const exports = { '.': './index.d.ts', './jsx-runtime': './jsx-runtime.d.ts' }
    await writeFile(join(react, 'package.json'), JSON.stringify({ name: 'react', exports }))
    await writeFile(join(react, 'index.d.ts'), reactTypes)
    await writeFile(join(react, 'jsx-runtime.d.ts'), `export type { JSX } from 'react'`)
    const compile = async (source: string) => {
      await writeFile(join(consumer, 'page.tsx'), source)
      return compileErrors('--lib', 'es2024,dom', '--types', '', '--jsx', 'react-jsx', 'page.tsx')
    }
    expect(await compile(elements)).toBe('')
    for (const [correct, wrong, error] of [
      ["'unreachable'", "'no-such-code'", 'TS2367'],
      ['detail: { link }', 'detail: { answers }', 'TS2339'],
      ['color-scheme="dark"', 'color-scheme="sepia"', 'TS2322'],
      ['detail.submissionId', 'detail.answers', 'TS2339'],
    ] as const)
      expect([wrong, await compile(elements.replace(correct, wrong))]).toEqual([wrong, expect.stringContaining(error)])
  })
})
