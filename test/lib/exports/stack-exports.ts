/** The exports of a synthesised stage, and the stacks that import each. CloudFormation refuses to remove an imported export. */
import * as z from 'zod/mini'
import type { Synthesised } from '../synthesised.ts'

export interface StackExport {
  /** Such as `sealform-demo-keys:ExportsOutputFnGetAttVaultKeyArn9A2FBA3E`. */
  readonly name: string
  /** Without the stage's name, such as `keys`. */
  readonly stack: string
  /** The logical id of the resource whose reference or attribute is exported. */
  readonly resourceId: string
  readonly importedBy: readonly string[]
}

const Template = z.looseObject({
  Outputs: z._default(
    z.record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.optional(z.object({ Name: z.string() })) })),
    {},
  ),
})
const Reference = z.union([
  z.pipe(
    z.strictObject({ Ref: z.string() }),
    z.transform(({ Ref }) => Ref),
  ),
  z.pipe(
    z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
    z.transform((value) => value['Fn::GetAtt'][0]),
  ),
])

export function stackExports({ stacks, templates }: Synthesised): readonly StackExport[] {
  const rendered = [...stacks].map(([stack, { stackName }]) => ({ stack, template: templates.get(stackName) }))
  return rendered.flatMap(({ stack, template }) =>
    Object.values(Template.parse(template).Outputs).flatMap(({ Value, Export }) => {
      if (Export === undefined) return []
      const imports = JSON.stringify({ 'Fn::ImportValue': Export.Name }).slice(1, -1)
      return {
        name: Export.Name,
        stack,
        resourceId: Reference.parse(Value),
        importedBy: rendered
          .filter((each) => JSON.stringify(each.template).includes(imports))
          .map((each) => each.stack),
      }
    }),
  )
}
