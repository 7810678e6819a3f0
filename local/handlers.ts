/** Composes the handlers of all steps for this process. They are the deployed handlers with other ports or adapters. */
import type { StepName } from '../contracts/protocol.ts'
import type { Dependencies, ProcessPorts } from '../lambdas/adapters/process/dependencies.ts'
import * as cancelForm from '../lambdas/control-zone/cancel-form.handler.ts'
import * as closeConversation from '../lambdas/control-zone/close-conversation.handler.ts'
import * as declineForm from '../lambdas/control-zone/decline-form.handler.ts'
import * as deleteTemplate from '../lambdas/control-zone/delete-template.handler.ts'
import * as extendForm from '../lambdas/control-zone/extend-form.handler.ts'
import * as getForm from '../lambdas/control-zone/get-form.handler.ts'
import * as getOpenapi from '../lambdas/control-zone/get-openapi.handler.ts'
import * as getSession from '../lambdas/control-zone/get-session.handler.ts'
import * as getSite from '../lambdas/control-zone/get-site.handler.ts'
import * as getTemplate from '../lambdas/control-zone/get-template.handler.ts'
import * as issueEventsTicket from '../lambdas/control-zone/issue-events-ticket.handler.ts'
import * as listAudit from '../lambdas/control-zone/list-audit.handler.ts'
import * as listForms from '../lambdas/control-zone/list-forms.handler.ts'
import * as listPeople from '../lambdas/control-zone/list-people.handler.ts'
import * as listTemplates from '../lambdas/control-zone/list-templates.handler.ts'
import * as openForm from '../lambdas/control-zone/open-form.handler.ts'
import * as patchSite from '../lambdas/control-zone/patch-site.handler.ts'
import * as putConversation from '../lambdas/control-zone/put-conversation.handler.ts'
import * as putPerson from '../lambdas/control-zone/put-person.handler.ts'
import * as putSite from '../lambdas/control-zone/put-site.handler.ts'
import * as putTemplate from '../lambdas/control-zone/put-template.handler.ts'
import * as reportProgress from '../lambdas/control-zone/report-progress.handler.ts'
import * as resendForm from '../lambdas/control-zone/resend-form.handler.ts'
import * as resumeForm from '../lambdas/control-zone/resume-form.handler.ts'
import * as sendForm from '../lambdas/control-zone/send-form.handler.ts'
import * as signOut from '../lambdas/control-zone/sign-out.handler.ts'
import * as staySignedIn from '../lambdas/control-zone/stay-signed-in.handler.ts'
import type { StepHandler } from '../lambdas/http/step-handler.ts'
import * as erase from '../lambdas/pci-zone/erase.handler.ts'
import * as getErasure from '../lambdas/pci-zone/get-erasure.handler.ts'
import type { Holding } from '../lambdas/pci-zone/holding/holding.ts'
import * as issueRetrieveKey from '../lambdas/pci-zone/issue-retrieve-key.handler.ts'
import * as issueSubmitKey from '../lambdas/pci-zone/issue-submit-key.handler.ts'
import * as listHistory from '../lambdas/pci-zone/list-history.handler.ts'
import * as previewErasure from '../lambdas/pci-zone/preview-erasure.handler.ts'
import * as retrieveSubmission from '../lambdas/pci-zone/retrieve-submission.handler.ts'
import * as submitForm from '../lambdas/pci-zone/submit-form.handler.ts'
import type { DataKeyMaker, DataKeyOpener } from '../lambdas/pci-zone/vault/data-keys.ts'
import * as viewHistory from '../lambdas/pci-zone/view-history.handler.ts'
import type { MemoryStores } from './memory/stores.ts'
import type { Notifications, StepHandlers } from './storage.ts'

/** The dependencies of a step that uses DynamoDB. */
export interface LocalDependencies extends Dependencies, Notifications {
  readonly dataKeys: DataKeyMaker & DataKeyOpener
  readonly holding: Holding
}

/** The ports of a step whose storage is in memory. */
export type MemoryStepPorts = ProcessPorts & MemoryStores & Notifications

interface StepModule {
  readonly compose: (dependencies: LocalDependencies) => StepHandler
  readonly withPorts: (ports: MemoryStepPorts) => StepHandler
}

const modules: Readonly<Record<StepName, StepModule>> = {
  'put-conversation': putConversation,
  'close-conversation': closeConversation,
  'send-form': sendForm,
  'list-forms': listForms,
  'get-form': getForm,
  'resend-form': resendForm,
  'cancel-form': cancelForm,
  'open-form': openForm,
  'resume-form': resumeForm,
  'extend-form': extendForm,
  'report-progress': reportProgress,
  'issue-submit-key': issueSubmitKey,
  'submit-form': submitForm,
  'decline-form': declineForm,
  'issue-retrieve-key': issueRetrieveKey,
  'retrieve-submission': retrieveSubmission,
  'list-history': listHistory,
  'view-history': viewHistory,
  erase,
  'get-erasure': getErasure,
  'preview-erasure': previewErasure,
  'list-templates': listTemplates,
  'get-template': getTemplate,
  'put-template': putTemplate,
  'delete-template': deleteTemplate,
  'get-site': getSite,
  'put-site': putSite,
  'patch-site': patchSite,
  'list-people': listPeople,
  'put-person': putPerson,
  'list-audit': listAudit,
  'issue-events-ticket': issueEventsTicket,
  'get-session': getSession,
  'stay-signed-in': staySignedIn,
  'sign-out': signOut,
  'get-openapi': getOpenapi,
}

/** Returns a handler for each step, composed by the given function. */
export function mapSteps(compose: (module: StepModule) => StepHandler): StepHandlers
export function mapSteps(compose: (module: StepModule) => StepHandler): Readonly<Record<string, StepHandler>> {
  return Object.fromEntries(Object.entries(modules).map(([step, module]) => [step, compose(module)]))
}
