"""The parts of the web app: views, texts, the graph on the page. Asks search, export, pipeline and walks of graph_store."""
