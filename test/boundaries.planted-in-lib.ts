/** For each rule of .dependency-cruiser.mjs about the deployment, the smallest tree that breaks it. */
import { anyModule, importing, importingType, type PlantedBreach } from './boundaries.planting.ts'

export const plantedInLib: readonly PlantedBreach[] = [
  {
    rule: 'cdk-stays-in-lib',
    description: 'an adapter parses an ARN with the CDK',
    offendingFile: 'lambdas/adapters/uses-cdk.ts',
    files: { 'lambdas/adapters/uses-cdk.ts': importing('aws-cdk-lib') },
  },
  {
    rule: 'runtime-code-does-not-import-lib',
    description: 'a handler reads a name from a construct',
    offendingFile: 'lambdas/edge/reads-lib.handler.ts',
    files: { 'lambdas/edge/reads-lib.handler.ts': importing('../../lib/names.ts'), 'lib/names.ts': anyModule },
  },
  {
    rule: 'local-run-imports-page-build-only',
    description: 'the local run reads a setting of a stage',
    offendingFile: 'local/reads-stage.ts',
    files: { 'local/reads-stage.ts': importing('../lib/names.ts') },
  },
  {
    rule: 'lib-zones-do-not-import-each-other',
    description: 'the control zone imports a grant of the PCI zone as a type',
    offendingFile: 'lib/control-zone/takes-grant.ts',
    files: {
      'lib/control-zone/takes-grant.ts': importingType('../pci-zone/grants.ts'),
      'lib/pci-zone/grants.ts': anyModule,
    },
  },
  {
    rule: 'lib-zones-do-not-import-each-other',
    description: 'the PCI zone creates a table of the control zone',
    offendingFile: 'lib/pci-zone/makes-records.ts',
    files: {
      'lib/pci-zone/makes-records.ts': importing('../control-zone/records.ts'),
      'lib/control-zone/records.ts': anyModule,
    },
  },
  {
    rule: 'lib-pci-zone-imports-no-other-part',
    description: 'the network of the PCI zone imports the edge',
    offendingFile: 'lib/pci-zone/opens.ts',
    files: { 'lib/pci-zone/opens.ts': importing('../edge/firewall.ts'), 'lib/edge/firewall.ts': anyModule },
  },
  {
    rule: 'lib-imports-listed-lambdas-files-only',
    description: 'a construct runs a use case',
    offendingFile: 'lib/edge/runs-a-step.ts',
    files: {
      'lib/edge/runs-a-step.ts': importing('../../lambdas/control-zone/a-step.ts'),
      'lambdas/control-zone/a-step.ts': anyModule,
    },
  },
  {
    rule: 'lib-makes-no-network-call',
    description: 'a construct imports a file that calls AWS',
    offendingFile: 'lib/edge/looks-up.ts',
    files: { 'lib/edge/looks-up.ts': importing('../lookup.ts'), 'lib/lookup.ts': importing('@aws-sdk/client-s3') },
  },
  {
    rule: 'lib-makes-no-network-call',
    description: 'a construct starts a program',
    offendingFile: 'lib/edge/starts.ts',
    files: { 'lib/edge/starts.ts': importing('node:child_process') },
  },
  {
    rule: 'compliance-rules-do-not-import-service',
    description: 'a compliance rule imports a name of the service',
    offendingFile: 'lib/compliance/knows-names.ts',
    files: { 'lib/compliance/knows-names.ts': importing('../names.ts') },
  },
  {
    rule: 'service-does-not-import-compliance-rules',
    description: 'a construct suppresses a finding of its own',
    offendingFile: 'lib/edge/excuses-itself.ts',
    files: { 'lib/edge/excuses-itself.ts': importing('cdk-nag') },
  },
]
