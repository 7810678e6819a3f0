import type { PageFile } from './edge/pages/page-file.ts'
import type { StageSettings } from './stage-settings.ts'

/** The parsed settings of a stage, and the code and pages that it deploys. */
export interface ServiceProps {
  readonly settings: StageSettings
  /** The folder with a bundle for each function, as `tools/bundle/bundle.ts` writes it. */
  readonly bundlesFolder: string
  /** The files of the pages, as `lib/edge/pages/build-pages.ts` builds them. */
  readonly pages: readonly PageFile[]
}
