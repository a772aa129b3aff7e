"""Take -> flow, camera, movers -> Observation: what can be measured in a clip."""
