/** For each rule of .dependency-cruiser.mjs about what is deployed and how, the smallest tree that breaks it. */
import { anyModule, importing, importingType, type PlantedBreach } from './boundaries.planting.ts'

export const plantedInLib: readonly PlantedBreach[] = [
  {
    rule: 'cdk-stays-in-lib',
    description: 'an adapter takes an ARN apart with the CDK',
    offendingFile: 'lambdas/adapters/uses-cdk.ts',
    files: { 'lambdas/adapters/uses-cdk.ts': importing('aws-cdk-lib') },
  },
  {
    rule: 'what-runs-knows-no-lib',
    description: 'a handler reads a name from a construct',
    offendingFile: 'lambdas/edge/reads-lib.handler.ts',
    files: { 'lambdas/edge/reads-lib.handler.ts': importing('../../lib/names.ts'), 'lib/names.ts': anyModule },
  },
  {
    rule: 'local-run-knows-how-pages-are-built',
    description: 'the local run reads a setting of a stage',
    offendingFile: 'local/reads-stage.ts',
    files: { 'local/reads-stage.ts': importing('../lib/names.ts') },
  },
  {
    rule: 'lib-zones-are-apart',
    description: 'the control zone takes a grant of the PCI zone, if only as a type',
    offendingFile: 'lib/control-zone/takes-grant.ts',
    files: {
      'lib/control-zone/takes-grant.ts': importingType('../pci-zone/grants.ts'),
      'lib/pci-zone/grants.ts': anyModule,
    },
  },
  {
    rule: 'lib-zones-are-apart',
    description: 'the PCI zone makes a table of the control zone',
    offendingFile: 'lib/pci-zone/makes-records.ts',
    files: {
      'lib/pci-zone/makes-records.ts': importing('../control-zone/records.ts'),
      'lib/control-zone/records.ts': anyModule,
    },
  },
  {
    rule: 'pci-zone-network-stands-alone',
    description: 'the network of the PCI zone opens itself to the edge',
    offendingFile: 'lib/pci-zone/opens.ts',
    files: { 'lib/pci-zone/opens.ts': importing('../edge/firewall.ts'), 'lib/edge/firewall.ts': anyModule },
  },
  {
    rule: 'lib-reads-names-of-lambdas',
    description: 'a construct runs a use case',
    offendingFile: 'lib/edge/runs-a-step.ts',
    files: {
      'lib/edge/runs-a-step.ts': importing('../../lambdas/control-zone/a-step.ts'),
      'lambdas/control-zone/a-step.ts': anyModule,
    },
  },
  {
    rule: 'lib-asks-nobody',
    description: 'a construct looks something up in the account, through another file',
    offendingFile: 'lib/edge/looks-up.ts',
    files: { 'lib/edge/looks-up.ts': importing('../lookup.ts'), 'lib/lookup.ts': importing('@aws-sdk/client-s3') },
  },
  {
    rule: 'lib-asks-nobody',
    description: 'a construct starts a program',
    offendingFile: 'lib/edge/starts.ts',
    files: { 'lib/edge/starts.ts': importing('node:child_process') },
  },
  {
    rule: 'compliance-rules-stand-alone',
    description: 'a rule makes an exception for a name of the service',
    offendingFile: 'lib/compliance/knows-names.ts',
    files: { 'lib/compliance/knows-names.ts': importing('../names.ts') },
  },
  {
    rule: 'service-knows-no-compliance-rules',
    description: 'a construct excuses itself before it is judged',
    offendingFile: 'lib/edge/excuses-itself.ts',
    files: { 'lib/edge/excuses-itself.ts': importing('cdk-nag') },
  },
]
