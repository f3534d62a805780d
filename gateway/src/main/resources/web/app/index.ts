import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/overview.css';
import './styles/runs.css';
import './styles/review.css';
import './frame/app';
