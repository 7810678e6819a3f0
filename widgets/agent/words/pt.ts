import type { Words } from './words.ts'

export const words: Words = {
  title: 'Formulários seguros',
  starting: 'A obter os formulários desta conversa…',

  sendHeading: 'Enviar um formulário',
  search: 'Procurar formulários',
  found: (count) => `Formulários encontrados: ${count}`,
  noForms: 'Este site ainda não tem formulários.',
  templatesUnreachable: 'De momento não é possível obter a lista de formulários.',
  language: 'Idioma do formulário',
  willAsk: (count) => `O que pergunta (${count})`,
  optional: 'opcional',
  offTheRecord: 'confidencial, não é guardado',
  send: 'Enviar',

  listHeading: 'Formulários desta conversa',
  nothingSent: 'Ainda não foi enviado nada.',
  status: {
    sent: 'Enviado. Ainda não aberto.',
    opened: 'Aberto.',
    submitted: 'Submetido.',
    retrieved: 'Visto.',
    declined: 'A pessoa prefere não responder.',
    cancelled: 'Cancelado. O link deixou de funcionar.',
    expired: 'Expirou antes de ser submetido.',
  },
  filling: (done, asked) => `A preencher: ${done} de ${asked}.`,
  arrived: 'Submetido. As respostas estão aqui, só para si.',
  sentAt: (time) => `Enviado: ${time}`,
  completes: 'completa um formulário anterior',
  byColleague: (agentId) => `Enviado por outra pessoa da equipa (${agentId}). Só essa pessoa pode ver as respostas.`,

  sendAgain: 'Enviar de novo',
  cancel: 'Cancelar',
  read: 'Ler as respostas',
  show: 'Mostrar as respostas',
  putAway: 'Arrumar',
  askAgainThis: 'Enviar de novo só esta pergunta',
  askAgainThese: 'Enviar de novo só estas perguntas',
  reveal: 'Revelar',
  hide: 'Ocultar',
  copy: 'Copiar',
  open: 'Abrir uma vez',
  yes: 'Sim',
  no: 'Não',

  notAnswered: 'Sem resposta',
  sealedHere: 'Selado para este separador. Abre uma só vez.',
  openedOnce:
    'Aberto esta única vez com a chave deste separador. Não é guardado em lado nenhum e esta página esquece-o ao fim de um minuto.',
  forgotten: 'Esquecido, como prometido.',
  gone: 'Já não existe: é entregue uma só vez e não é guardado em lado nenhum.',
  cannotOpen: 'Não foi selado para este separador e fica fechado.',
  copied: (label) =>
    `Copiado: ${label}. Os programas deste computador podem ler a área de transferência e esta página não a pode esvaziar por si. Copie outra coisa no fim.`,
  copyRefused: 'O navegador não permitiu copiar. Revele a resposta e copie-a à mão.',
  keyGone:
    'Esta página foi recarregada, ou a sessão terminou, e já não tem a chave das respostas confidenciais. Envie de novo o formulário: só assim poderá ler tudo.',
  keyGoneSubmitted:
    'Esta página foi recarregada, ou a sessão terminou, e já não tem a chave das respostas confidenciais. O resto pode ser lido; envie de novo o que falta.',
  wasSentAgain: 'Enviado de novo com outro link. O anterior deixou de funcionar.',
  sendingUnclear:
    'O serviço não respondeu, por isso não é certo que o formulário tenha seguido. Se estiver na lista, envie-o de novo ou cancele-o.',

  conflict: 'Entretanto o formulário avançou. Veja o seu estado.',
  tooMany: 'Há demasiados pedidos neste momento. Aguarde um minuto e tente de novo.',
  refused: 'O serviço não aceitou isto.',
  unreachable: 'De momento não é possível chegar ao serviço.',
  notPermitted: 'O seu perfil não permite formulários seguros.',
  noLonger: 'Já não está disponível: a conversa terminou ou o que foi submetido foi apagado.',
  over: 'A conversa terminou. Já não se pode enviar nem ler nada.',
  transferred: 'A conversa está agora com outra pessoa. O que enviou pode ser lido enquanto ela durar.',
  overOrTransferred: 'A conversa terminou ou está agora com outra pessoa. Daqui não se pode enviar nada.',

  live: 'Em direto',
  connecting: 'A ligar…',
  withoutPush: 'Sem ligação em direto. Esta página pergunta a cada dez segundos.',

  idleWarning: (left) => `Não faz nada há algum tempo. Tempo até terminar a sessão: ${left}.`,
  stay: 'Manter a sessão',
  signedOutIdle: 'A sessão terminou por inatividade. Todas as respostas foram retiradas desta página.',
  signedOut: 'A sessão terminou. Todas as respostas foram retiradas desta página.',
  noToken: 'Ninguém tem sessão iniciada no ambiente que rodeia este painel.',
  signInAgain: 'Continuar depois de iniciar sessão',
  lookAgain: 'Ver de novo',
  notFramed: 'Este painel funciona dentro do seu ambiente de agente e sozinho não mostra nada.',
}
