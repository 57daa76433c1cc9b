import { Component, Suspense, useDeferredValue, useState } from "react";
import { createRoot } from "react-dom/client";
import { RelayEnvironmentProvider } from "react-relay";
import { Articles } from "./Articles.jsx";
import { EntityPage } from "./EntityPage.jsx";
import { environment } from "./environment.js";
import { Search } from "./Search.jsx";

// Failed shows what went wrong instead of what could not be shown.
class Failed extends Component {
  state = {};
  static getDerivedStateFromError(error) {
    return { error };
  }
  render() {
    return this.state.error ? <p role="alert">{this.state.error.message}</p> : this.props.children;
  }
}

function App() {
  const [text, setText] = useState("DeepSeek");
  const [entity, setEntity] = useState(null);
  const asked = useDeferredValue(text.trim());
  return (
    <>
      <h1>Who claims what</h1>
      <main>
        <section>
          <input type="search" aria-label="Find an entity" value={text} onChange={(event) => setText(event.target.value)} />
          <Suspense fallback={<p className="quiet">Searching …</p>}>{asked && <Search text={asked} onPick={setEntity} />}</Suspense>
          <Suspense fallback={<p className="quiet">Loading …</p>}>
            <Articles />
          </Suspense>
        </section>
        <section>
          <Suspense fallback={<p className="quiet">Loading …</p>}>{entity && <EntityPage key={entity} id={entity} />}</Suspense>
        </section>
      </main>
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <Failed>
    <RelayEnvironmentProvider environment={environment}>
      <App />
    </RelayEnvironmentProvider>
  </Failed>,
);
