/** The PCI DSS 4.0.1 rules: each rule finds its planted breach and accepts its compliant resource. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { PciDss401Checks, pciDss401Rules } from '../../../lib/compliance/pci-dss-401.ts'
import { accessBreaches } from './planted/access-breaches.ts'
import { networkBreaches } from './planted/network-breaches.ts'
import { rulesBrokenBy } from './rules-broken-by.ts'

const planted = [...networkBreaches, ...accessBreaches]

test.each(planted)('$rule: $description', ({ rule, breach }) => {
  const found = rulesBrokenBy(new PciDss401Checks(), breach).find((each) => each.startsWith(`PCI.DSS.401-${rule}: `))
  expect(found).toMatch(/ - \(Requirement: \d+(\.\d+)+\)\.$/)
})

test.each(planted.flatMap(({ compliant, ...rest }) => (compliant ? [{ ...rest, kept: compliant }] : [])))(
  '$rule accepts a compliant resource: $description',
  ({ rule, kept }) => {
    expect(
      rulesBrokenBy(new PciDss401Checks(), kept).filter((each) => each.startsWith(`PCI.DSS.401-${rule}: `)),
    ).toEqual([])
  },
)

test('each rule has an example of a breach and of a compliant resource', () => {
  const names = new Set(pciDss401Rules.map(({ name }) => name))
  expect(names.size).toBe(pciDss401Rules.length)
  expect(new Set(planted.map(({ rule }) => rule))).toEqual(names)
  expect(new Set(planted.flatMap(({ compliant, rule }) => (compliant ? [rule] : [])))).toEqual(names)
})

test('the rule pack is a CDK plugin, with which synthesis reports a breach', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'sealform-pack-'))
  try {
    const app = new App({ outdir, analyticsReporting: false })
    new CfnResource(new Stack(app, 'Stack'), 'Way', { type: 'AWS::EC2::InternetGateway' })
    Validations.of(app).addPlugins(new PciDss401Checks(app))
    expect(() => app.synth()).toThrow('PCI.DSS.401-NetworkHasNoInternetAccess')
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8')
    expect(report).toContain('PCI.DSS.401-NetworkHasNoInternetAccess')
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
})
