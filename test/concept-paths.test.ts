/**
 * One concept has the same path in every place, and so has one step. A file without a counterpart is listed below with the
 * reason; a stale entry fails too.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { protocol } from '../contracts/protocol.ts'
import { controlZoneGrants } from '../lib/control-zone/grants.ts'
import { pciZoneGrants } from '../lib/pci-zone/grants.ts'

const root = resolve(import.meta.dirname, '..')
const filesOf = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
const namesOf = (pattern: string) => filesOf(pattern).map((file) => basename(file, '.ts'))

/** The file of a concept, or the folder of one that is too large for a file. */
const isAt = (path: string) => existsSync(resolve(root, `${path}.ts`)) || existsSync(resolve(root, path))

/** A file of a concept folder is a port when an interface of it has a method that returns a promise or an async iterable. */
const isPort = (file: string) =>
  /^export interface .*(\n(?!}).*)*?\): (Promise|AsyncIterable)</m.test(readFileSync(resolve(root, file), 'utf8'))

const ports = filesOf('lambdas/core/*/*.ts').filter(isPort)
const concepts = ports.map((file) => basename(file, '.ts'))

const places = {
  'lambdas/adapters/dynamodb': {
    progress: 'Progress is pushed to the open tab of the agent and stored nowhere.',
    'agent-notifier': 'Messages are pushed to the open tabs of agents and stored nowhere.',
    'known-sites': 'A cache over the port of the records.',
    'template-versions': 'A cache over the port of the records.',
  },
  'local/memory': {
    progress: 'Tests read the reports from an array.',
    'agent-notifier': 'Tests run the one implementation on sockets of their own.',
    'known-sites': 'A cache over the port of the records.',
    'template-versions': 'A cache over the port of the records.',
    'people-activity': 'A table scan of a scheduled task, which runs on the embedded DynamoDB in its test.',
    'record-counts': 'A table scan of a scheduled task, which runs on the embedded DynamoDB in its test.',
  },
  'test/port-contracts': {
    progress: 'A report that reaches no tab is lost, so a port contract has nothing to assert.',
    'agent-notifier': 'It has one implementation.',
    'known-sites': 'A cache over the port of the records.',
    'template-versions': 'A cache over the port of the records.',
    'people-activity': 'It has one implementation.',
    'record-counts': 'It has one implementation.',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>

/** Files that are not ports of lambdas/core. */
const otherFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'lambdas/adapters/dynamodb': {
    conditions: 'The named conditions of all writes.',
    'decision-parts': 'What the transactions of administrators’ decisions have in common.',
    'form-pointers': 'The pointers from a conversation to its forms, which forms.ts writes and lists.',
    items: 'The schemas of all stored items.',
    ports: 'What every adapter of this folder is given.',
    tables: 'The definitions of all tables.',
    'time-to-live': 'The sweep time of every kind of item.',
  },
  'local/memory': {
    archive: 'The port is in lambdas/audit.',
    'audit-trail':
      'The other ports of lambdas/core/audit/audit.ts; in DynamoDB they are audit/trail.ts and audit/pointers.ts.',
    clock: 'The port is outside the concepts, in lambdas/core/clock.ts.',
    decisions: 'The conditions of administrators’ decisions.',
    dependencies: 'Composes all ports in memory.',
    'history-views': 'The port is in lambdas/pci-zone/vault.',
    randomness: 'The port is outside the concepts, in lambdas/core/randomness.ts.',
    releases: 'The port is in lambdas/pci-zone/vault.',
    storage: 'Composes every step in memory, for the local run.',
    stores: 'Creates all ports in memory.',
    submissions: 'The port is in lambdas/pci-zone/vault.',
    tables: 'The tables themselves.',
    'transaction-conditions': 'The conditions of the transactions of the vault.',
    turns: 'Orders concurrent calls.',
    vault: 'The port is in lambdas/pci-zone/vault.',
  },
}

describe('a storage port in lambdas/core', () => {
  test('is in the folder named after its concept', () => {
    expect(ports.length).toBeGreaterThan(12)
    expect(concepts).toEqual([...new Set(concepts)])
  })

  test.each(Object.entries(places))('has a file with the same name in %s', (place, exceptions) => {
    const missing = concepts.filter((concept) => !isAt(`${place}/${concept}`))
    expect(missing.sort()).toEqual(Object.keys(exceptions).sort())
  })

  test.each(Object.entries(otherFiles))('is implemented by each file in %s', (place, exceptions) => {
    const others = namesOf(`${place}/*.ts`).filter((name) => !concepts.includes(name))
    expect(others.sort()).toEqual(Object.keys(exceptions).sort())
  })
})

describe('a step in the protocol', () => {
  const steps = Object.values(protocol)
  const grants = { 'control-zone': controlZoneGrants, 'pci-zone': pciZoneGrants }
  const contractNames = steps.map(({ name }) => name).sort()

  test('has a key and a contract file with its own name', () => {
    expect(Object.entries(protocol).filter(([name, step]) => step.name !== name)).toEqual([])
    expect(namesOf('contracts/steps/*.ts')).toEqual(contractNames)
  })

  test('has a use case and a handler with the same name in its zone', () => {
    const paths = steps.flatMap(({ name, zone }) => [
      `lambdas/${zone}/${name}.ts`,
      `lambdas/${zone}/${name}.handler.ts`,
    ])
    expect(paths.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
  })

  test('has grants in the table of its zone, and each row of the table belongs to a step', () => {
    const rows = Object.entries(grants).flatMap(([zone, table]) => Object.keys(table).map((name) => `${zone}/${name}`))
    expect(rows.sort()).toEqual(steps.map(({ name, zone }) => `${zone}/${name}`).sort())
  })
})
