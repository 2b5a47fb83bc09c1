export { ChannelSelector } from './components/channel-selector';
