bubblenet predict YOUR_IMAGES --model @SHELL@
bubblenet inspect @SHELL@
