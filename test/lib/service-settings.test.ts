/** The settings that an app passes to the construct are those that the schema reads, and each has a comment. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import type { ListedEntry } from '../../lambdas/identity/issuers.ts'
import type { ProviderPreset } from '../../lib/identity/providers.ts'
import type { IssuerSettings } from '../../lib/identity/sign-in-setting-types.ts'
import type { ServiceSettings } from '../../lib/service-settings.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'

/** Replaces branded strings by strings, and arrays by readonly arrays. JSON values remain, because their type is recursive. */
type Plain<Value> = [z.core.util.JSONType] extends [Value]
  ? Value
  : Value extends string & z.core.$brand
    ? string
    : Value extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : Value extends object
        ? { readonly [Name in keyof Value]: Plain<Value[Name]> }
        : Value

/** Makes optional properties required, so that a property that one of two types lacks is an error. */
type Complete<Value> = [z.core.util.JSONType] extends [Value]
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Complete<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]-?: Complete<Value[Name]> }
      : Value

type SchemaOfIssuers = Plain<z.input<typeof ListedEntry> | z.input<typeof ProviderPreset>>
type SchemaOfSettings = Plain<z.input<typeof StageSettings>>

/** Compiles only if both types accept the values of each other, and have the same properties. */
type AreSame<One, Other> = [One, Other, Complete<One>, Complete<Other>] extends [
  Other,
  One,
  Complete<Other>,
  Complete<One>,
]
  ? true
  : false

test('the types of the settings are those of the schemas', () => {
  const settings: AreSame<ServiceSettings, SchemaOfSettings> = true
  const issuers: AreSame<IssuerSettings, SchemaOfIssuers> = true
  const other: AreSame<Omit<ServiceSettings, 'domain'>, SchemaOfSettings> = false
  expect([settings, issuers, other]).toEqual([true, true, false])
})

const uncommented = (path: string): readonly string[] => {
  const file = ts.createSourceFile(path, readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8'), 99, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    // A discriminator has no comment: the comment is that of its setting.
    if (ts.isPropertySignature(node) && ts.isInterfaceDeclaration(node.parent) && node.name.getText(file) !== 'kind') {
      if (ts.getJSDocCommentsAndTags(node).length === 0) found.push(node.name.getText(file))
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test.each(['lib/service-settings.ts', 'lib/identity/sign-in-setting-types.ts', 'lib/cdk-package.ts'])(
  'each setting in %s has a comment',
  (path) => {
    expect(uncommented(path)).toEqual([])
  },
)

test('the comments say which settings production needs', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../lib/service-settings.ts'), 'utf8')
  for (const setting of ['domain', 'alarmsTo', 'keyEndpointZones'])
    expect(text).toMatch(
      new RegExp(
        `/\\*\\*(?:(?!\\*/)[^])*(Required in production|Production needs)(?:(?!\\*/)[^])*\\*/\\s+readonly ${setting}\\b`,
      ),
    )
})
