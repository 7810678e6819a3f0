/** The grants that no journey uses, each with the reason to keep it: `function: statement action [attribute]`. */
export const unusedGrants: Readonly<Record<string, string>> = {
  'export-audit: TablesKey kms:Decrypt': 'Lambda reads the stream of an encrypted table with it, for the function.',
  'export-audit: TablesKey kms:DescribeKey': 'As with Decrypt.',
}
