/** The handlers of every step, composed for this process: the very ones that are deployed, with stand-ins behind their ports. */
import type { StepName } from '../contracts/protocol.ts'
import type { Dependencies } from '../lambdas/adapters/process/dependencies.ts'
import { compose as cancelForm } from '../lambdas/control-zone/cancel-form.handler.ts'
import { compose as closeConversation } from '../lambdas/control-zone/close-conversation.handler.ts'
import { compose as declineForm } from '../lambdas/control-zone/decline-form.handler.ts'
import { compose as deleteTemplate } from '../lambdas/control-zone/delete-template.handler.ts'
import { compose as extendForm } from '../lambdas/control-zone/extend-form.handler.ts'
import { compose as getForm } from '../lambdas/control-zone/get-form.handler.ts'
import { compose as getOpenapi } from '../lambdas/control-zone/get-openapi.handler.ts'
import { compose as getSite } from '../lambdas/control-zone/get-site.handler.ts'
import { compose as getTemplate } from '../lambdas/control-zone/get-template.handler.ts'
import { compose as issueEventsTicket } from '../lambdas/control-zone/issue-events-ticket.handler.ts'
import { compose as listAudit } from '../lambdas/control-zone/list-audit.handler.ts'
import { compose as listForms } from '../lambdas/control-zone/list-forms.handler.ts'
import { compose as listPeople } from '../lambdas/control-zone/list-people.handler.ts'
import { compose as listTemplates } from '../lambdas/control-zone/list-templates.handler.ts'
import { compose as openForm } from '../lambdas/control-zone/open-form.handler.ts'
import { compose as patchSite } from '../lambdas/control-zone/patch-site.handler.ts'
import { compose as putConversation } from '../lambdas/control-zone/put-conversation.handler.ts'
import { compose as putPerson } from '../lambdas/control-zone/put-person.handler.ts'
import { compose as putSite } from '../lambdas/control-zone/put-site.handler.ts'
import { compose as putTemplate } from '../lambdas/control-zone/put-template.handler.ts'
import { compose as reportProgress } from '../lambdas/control-zone/report-progress.handler.ts'
import { compose as resendForm } from '../lambdas/control-zone/resend-form.handler.ts'
import { compose as resumeForm } from '../lambdas/control-zone/resume-form.handler.ts'
import { compose as sendForm } from '../lambdas/control-zone/send-form.handler.ts'
import { compose as signOut } from '../lambdas/control-zone/sign-out.handler.ts'
import { compose as staySignedIn } from '../lambdas/control-zone/stay-signed-in.handler.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import type { AgentNotifier } from '../lambdas/core/push/agent-notifier.ts'
import type { StepHandler } from '../lambdas/http/step-handler.ts'
import { compose as erase } from '../lambdas/pci-zone/erase.handler.ts'
import { compose as getErasure } from '../lambdas/pci-zone/get-erasure.handler.ts'
import type { Holding } from '../lambdas/pci-zone/holding/holding.ts'
import { compose as issueRetrieveKey } from '../lambdas/pci-zone/issue-retrieve-key.handler.ts'
import { compose as issueSubmitKey } from '../lambdas/pci-zone/issue-submit-key.handler.ts'
import { compose as listHistory } from '../lambdas/pci-zone/list-history.handler.ts'
import { compose as retrieveSubmission } from '../lambdas/pci-zone/retrieve-submission.handler.ts'
import { compose as submitForm } from '../lambdas/pci-zone/submit-form.handler.ts'
import type { DataKeyMaker, DataKeyOpener } from '../lambdas/pci-zone/vault/data-keys.ts'
import { compose as viewHistory } from '../lambdas/pci-zone/view-history.handler.ts'

export interface LocalDependencies extends Dependencies {
  readonly dataKeys: DataKeyMaker & DataKeyOpener
  readonly holding: Holding
  readonly progress: Progress
  readonly notifier: AgentNotifier
}

export const composeHandlers = (dependencies: LocalDependencies): Readonly<Record<StepName, StepHandler>> => ({
  'put-conversation': putConversation(dependencies),
  'close-conversation': closeConversation(dependencies),
  'send-form': sendForm(dependencies),
  'list-forms': listForms(dependencies),
  'get-form': getForm(dependencies),
  'resend-form': resendForm(dependencies),
  'cancel-form': cancelForm(dependencies),
  'open-form': openForm(dependencies),
  'resume-form': resumeForm(dependencies),
  'extend-form': extendForm(dependencies),
  'report-progress': reportProgress(dependencies),
  'issue-submit-key': issueSubmitKey(dependencies),
  'submit-form': submitForm(dependencies),
  'decline-form': declineForm(dependencies),
  'issue-retrieve-key': issueRetrieveKey(dependencies),
  'retrieve-submission': retrieveSubmission(dependencies),
  'list-history': listHistory(dependencies),
  'view-history': viewHistory(dependencies),
  erase: erase(dependencies),
  'get-erasure': getErasure(dependencies),
  'list-templates': listTemplates(dependencies),
  'get-template': getTemplate(dependencies),
  'put-template': putTemplate(dependencies),
  'delete-template': deleteTemplate(dependencies),
  'get-site': getSite(dependencies),
  'put-site': putSite(dependencies),
  'patch-site': patchSite(dependencies),
  'list-people': listPeople(dependencies),
  'put-person': putPerson(dependencies),
  'list-audit': listAudit(dependencies),
  'issue-events-ticket': issueEventsTicket(dependencies),
  'stay-signed-in': staySignedIn(dependencies),
  'sign-out': signOut(dependencies),
  'get-openapi': getOpenapi(dependencies),
})
