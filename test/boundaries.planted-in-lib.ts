/** For each rule of .dependency-cruiser.mjs about what is deployed and how, the smallest tree that breaks it. */
import { importing, importingType, type Planted, something } from './boundaries.planting.ts'

export const plantedInLib: readonly Planted[] = [
  {
    rule: 'cdk-stays-in-lib',
    means: 'an adapter takes an ARN apart with the CDK',
    by: 'lambdas/adapters/uses-cdk.ts',
    files: { 'lambdas/adapters/uses-cdk.ts': importing('aws-cdk-lib') },
  },
  {
    rule: 'what-runs-knows-no-lib',
    means: 'a handler reads a name from a construct',
    by: 'lambdas/edge/reads-lib.handler.ts',
    files: { 'lambdas/edge/reads-lib.handler.ts': importing('../../lib/names.ts'), 'lib/names.ts': something },
  },
  {
    rule: 'local-run-knows-how-pages-are-built',
    means: 'the local run reads a setting of a stage',
    by: 'local/reads-stage.ts',
    files: { 'local/reads-stage.ts': importing('../lib/names.ts') },
  },
  {
    rule: 'lib-zones-are-apart',
    means: 'the control zone takes a grant of the PCI zone, if only as a type',
    by: 'lib/control-zone/takes-grant.ts',
    files: {
      'lib/control-zone/takes-grant.ts': importingType('../pci-zone/grants.ts'),
      'lib/pci-zone/grants.ts': something,
    },
  },
  {
    rule: 'lib-zones-are-apart',
    means: 'the PCI zone makes a table of the control zone',
    by: 'lib/pci-zone/makes-records.ts',
    files: {
      'lib/pci-zone/makes-records.ts': importing('../control-zone/records.ts'),
      'lib/control-zone/records.ts': something,
    },
  },
  {
    rule: 'pci-zone-network-stands-alone',
    means: 'the network of the PCI zone opens itself to the edge',
    by: 'lib/pci-zone/opens.ts',
    files: { 'lib/pci-zone/opens.ts': importing('../edge/firewall.ts'), 'lib/edge/firewall.ts': something },
  },
  {
    rule: 'lib-reads-names-of-lambdas',
    means: 'a construct runs a use case',
    by: 'lib/edge/runs-a-step.ts',
    files: {
      'lib/edge/runs-a-step.ts': importing('../../lambdas/control-zone/a-step.ts'),
      'lambdas/control-zone/a-step.ts': something,
    },
  },
  {
    rule: 'lib-asks-nobody',
    means: 'a construct looks something up in the account, through another file',
    by: 'lib/edge/looks-up.ts',
    files: { 'lib/edge/looks-up.ts': importing('../lookup.ts'), 'lib/lookup.ts': importing('@aws-sdk/client-s3') },
  },
  {
    rule: 'lib-asks-nobody',
    means: 'a construct starts a program',
    by: 'lib/edge/starts.ts',
    files: { 'lib/edge/starts.ts': importing('node:child_process') },
  },
  {
    rule: 'compliance-rules-stand-alone',
    means: 'a rule makes an exception for a name of the service',
    by: 'lib/compliance/knows-names.ts',
    files: { 'lib/compliance/knows-names.ts': importing('../names.ts') },
  },
  {
    rule: 'service-knows-no-compliance-rules',
    means: 'a construct excuses itself before it is judged',
    by: 'lib/edge/excuses-itself.ts',
    files: { 'lib/edge/excuses-itself.ts': importing('cdk-nag') },
  },
]
