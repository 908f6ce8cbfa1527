"""Understanding typed messages: the components of the Rasa pipeline that are our own."""
