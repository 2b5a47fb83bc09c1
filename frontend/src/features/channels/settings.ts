// A door of its own: the chat, which needs only the selector, does not load the settings with it.
export { ChannelSettings } from './components/channel-settings';
export { LinkPanel } from './components/link-panel';
export { PreferencesSettings } from './components/preferences-settings';
