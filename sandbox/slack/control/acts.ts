import type { ControlBody } from '../../kit/index.js';
import type { ActionInput, FormValues, SlackPerson } from '../types.js';

type Act = (person: SlackPerson, body: ControlBody) => unknown;

const inputOf = (body: ControlBody): ActionInput => ({
  blockId: body.optional('blockId'),
  value: body.optional('value'),
  option: body.optional('option'),
  ...(body.all.options !== undefined && { options: body.texts('options') }),
  date: body.optional('date'),
  time: body.optional('time'),
  user: body.optional('user'),
});

const valuesOf = (body: ControlBody): FormValues => body.object<FormValues>('values') ?? {};

/** `POST /_control/act/{name}`: what a person does. */
export const ACTS: Record<string, Act> = {
  dm: (person, body) => person.dm(body.text('text'), body.optional('threadTs')),
  say: (person, body) =>
    person.say(body.text('channel'), body.text('text'), body.optional('threadTs'), {
      broadcast: body.flag('broadcast'),
    }),
  upload: (person, body) =>
    person.upload(body.text('channel'), body.text('name'), body.optional('text'), body.optional('threadTs')),
  edit: (person, body) => person.edit(body.text('channel'), body.text('ts'), body.text('text')),
  remove: (person, body) => person.remove(body.text('channel'), body.text('ts')),
  react: (person, body) => person.react(body.text('channel'), body.text('ts'), body.text('name')),
  click: (person, body) => person.click(body.text('channel'), body.text('ts'), body.text('actionId'), inputOf(body)),
  'click-in-view': (person, body) => person.clickInView(body.text('viewId'), body.text('actionId'), inputOf(body)),
  fill: (person, body) => person.fill(body.text('viewId'), valuesOf(body)),
  submit: (person, body) => person.submit(body.text('viewId'), valuesOf(body)),
  'close-view': (person, body) => person.closeView(body.text('viewId'), { clear: body.flag('clear') }),
  command: (person, body) => person.command(body.text('command'), body.optional('text') ?? '', body.text('channel')),
  home: (person) => person.openHome(),
  join: (person, body) => person.joinChannel(body.text('channel')),
  leave: (person, body) => person.leaveChannel(body.text('channel')),
  invite: (person, body) => person.invite(body.text('channel'), body.text('user')),
};
