import { allMemberPush } from './all-member-push.ts'
import { configSvc } from './config-svc.ts'
import { groupOpenAttrHttpSvc } from './group-open-attr-http-svc.ts'
import { groupOpenAvchatroomHttpSvc } from './group-open-avchatroom-http-svc.ts'
import { groupOpenHttpSvc } from './group-open-http-svc/service.ts'
import { imCosMsg } from './im-cos-msg.ts'
import { imOpenLoginSvc } from './im-open-login-svc.ts'
import { millionGroupOpenHttpSvc } from './million-group-open-http-svc.ts'
import { openMsgSvc } from './open-msg-svc.ts'
import { openconfigsvr } from './openconfigsvr.ts'
import { openim } from './openim.ts'
import { openimMsgExtHttpSvc } from './openim-msg-ext-http-svc.ts'
import { profile } from './profile.ts'
import { recentcontact } from './recentcontact.ts'
import { sns } from './sns/service.ts'

/** The whole public dialect, in the order of the documentation. */
export const services = [
  imOpenLoginSvc,
  openim,
  groupOpenHttpSvc,
  groupOpenAttrHttpSvc,
  groupOpenAvchatroomHttpSvc,
  millionGroupOpenHttpSvc,
  openimMsgExtHttpSvc,
  profile,
  sns,
  recentcontact,
  allMemberPush,
  openconfigsvr,
  openMsgSvc,
  configSvc,
  imCosMsg,
]
