import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../../contracts/documentation/operation.ts'
import { protocol } from '../../../contracts/protocol.ts'
import { parsePages, serializePages } from '../../../lib/prebuilt.ts'
import { withPackageCommands } from '../../../tools/package/bundle-commands.ts'
import { protocolTypes, withDocumentedMethods, withFieldComments } from '../../../tools/package/describe-steps.ts'
import { elementsManifest } from '../../../tools/package/elements-manifest.ts'
import * as prebuiltFolders from '../../../tools/package/prebuilt-folders.ts'
import { packageManifest } from '../../../tools/package/write-manifest.ts'
import * as folders from '../../../tools/project-folders.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('the texts of the commands', () => {
  test.each([
    ['npm run deploy -- demo', 'npx sealform deploy demo'],
    ['`npm run audit:verify -- ' + '$' + '{folder}`', '`npx sealform audit-verify ' + '$' + '{folder}`'],
    ['Usage: npm run ' + '$' + '{command} -- <stage>', 'Usage: npx sealform ' + '$' + '{command} <stage>'],
    ['npm start [-- --memory]', 'npx sealform start [--memory]'],
    ['npm start -- --unsafe-lan', 'npx sealform start --unsafe-lan'],
    ['the local run of npm start.', 'the local run of npx sealform start.'],
    ['print JSON; call it with npm run --silent, so that nothing else is printed', 'print JSON'],
  ])('name the package’s command: %s', (source, compiled) => {
    expect(withPackageCommands(source)).toBe(compiled)
  })
})

test('the folders of the package have the exports that they replace', () => {
  expect(Object.keys(prebuiltFolders).sort()).toEqual(Object.keys(folders).sort())
})

test('the pages of the package have the bytes that were built', () => {
  const file = { path: '/a.js', contentType: 'text/javascript', cacheControl: 'no-store', headers: {} }
  const built = {
    files: [{ ...file, body: new Uint8Array([0, 200, 255]) }],
    documents: { visitor: '<html>' },
    embedding: [
      { tag: 'a', pinnedPath: '/a.js', integrity: 'x', inventory: [], files: [{ ...file, body: Buffer.from('ä') }] },
    ],
    inventory: [],
  }
  const read = parsePages(serializePages(built))
  expect([...(read.files[0]?.body ?? [])]).toEqual([0, 200, 255])
  expect(Buffer.from(read.embedding[0]?.files[0]?.body ?? []).toString()).toBe('ä')
  expect(read.documents).toEqual(built.documents)
})

test('the types of the protocol have every step with its summary and the types of its own file', () => {
  const types = protocolTypes()
  for (const { summary } of Object.values(protocol)) expect(types).toContain(`\n   * ${summary}\n`)
  for (const name of Object.keys(protocol)) {
    const [, exported = ''] =
      new RegExp(`'${name}': typeof import\\('\\./steps/${name}\\.js'\\)\\.(\\w+)`).exec(types) ?? []
    expect(readFileSync(join(root, `contracts/steps/${name}.ts`), 'utf8')).toContain(`export const ${exported} = step(`)
  }
})

test('the types of a step have a comment for each documented field', () => {
  const declared =
    '    readonly body: z.ZodMiniObject<{\n        templateVersion: z.ZodMiniInt;\n        unknown: z.ZodMiniInt;\n'
  expect(withFieldComments(declared, 'send-form').split('\n')).toEqual([
    '    readonly body: z.ZodMiniObject<{',
    expect.stringMatching(/^ {8}\/\*\* The version that the agent has seen.*\*\/$/),
    '        templateVersion: z.ZodMiniInt;',
    '        unknown: z.ZodMiniInt;',
    '',
  ])
})

test('the types of the client have a documented method for each step', () => {
  const derived =
    'export type Methods<HasToken extends boolean> = {\n    readonly [Name in keyof Protocol]: Name;\n};\n'
  const types = withDocumentedMethods(derived)
  expect(types).not.toContain('keyof Protocol')
  for (const { name, summary, ...step } of Object.values(protocol)) {
    expect(types).toContain(`\n   * ${summary}\n`)
    expect(types).toContain(`\n   * ${callerOf(step)}\n`)
    expect(types).toContain(`: Method<Protocol['${name}'], HasToken>\n`)
  }
  expect(() => withDocumentedMethods('export type Methods = {}')).toThrow('methods')
})

describe('the manifest of the package', () => {
  test('has a module for each export with types, so that every import also works at run time', () => {
    const { exports } = packageManifest(new Set())
    expect(Object.values(exports).filter((each) => typeof each === 'object' && !('default' in each))).toEqual([])
  })

  test('depends on what the code and the types import, and on no tool', () => {
    const { dependencies, peerDependencies } = packageManifest(new Set(['ws', 'aws-cdk-lib']))
    expect(Object.keys(dependencies).sort()).toEqual(['@hpke/core', 'ws', 'zod'])
    expect(peerDependencies).toMatchObject({ 'aws-cdk-lib': expect.stringMatching(/^\^2\./), react: '>=18' })
  })

  test('cannot be written if the code imports a package that is not declared', () => {
    expect(() => packageManifest(new Set(['esbuilt']))).toThrow('esbuilt')
  })
})

describe('custom-elements.json', () => {
  const declarations = elementsManifest().modules.flatMap((module) => module.declarations)

  test('has the attributes and properties of the elements, each with a description', () => {
    const names = declarations.map(({ tagName, attributes, members }) => [
      tagName,
      attributes.map(({ name }) => name),
      members.map(({ name }) => name),
    ])
    expect(names).toEqual([
      ['secure-form', ['link', 'color-scheme'], ['link', 'colorScheme']],
      [
        'secure-form-agent',
        ['conversation', 'site', 'visitor-lang', 'suggested-template', 'color-scheme'],
        ['accessToken', 'conversation', 'site', 'visitorLang', 'suggestedTemplate', 'colorScheme'],
      ],
    ])
    for (const { attributes, members, events } of declarations)
      for (const { name, description } of [...attributes, ...members, ...events])
        expect([name, description]).toEqual([name, expect.stringMatching(/^.{10,}\.$/)])
  })

  test('has every event of docs/embedding.md, and observes the attributes that the elements observe', () => {
    const guide = readFileSync(join(root, 'docs/embedding.md'), 'utf8')
    for (const { name } of declarations.flatMap(({ events }) => events)) expect(guide).toContain(`\`${name}\``)
    for (const { tagName, attributes } of declarations) {
      const element = readFileSync(join(root, `widgets/embed/${tagName}.ts`), 'utf8')
      for (const { name } of attributes) expect([name, element.includes(`'${name}'`)]).toEqual([name, true])
    }
  })
})
